/** Where all uses of this client are. `sent + pending + dropped` is what was recorded. */
export interface ReportTotals {
  /** The dashboard has counted them. */
  sent: number
  /** Not sent, or sent without an answer so far. */
  pending: number
  /** The dashboard refused them. */
  dropped: number
}

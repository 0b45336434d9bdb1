/** Bounds what one caller may ask. */
export interface RateLimiter {
  /** Takes `points` of what `caller` may use. Never rejects, and answers within 250 ms. */
  take(
    caller: string,
    points: number,
  ): Promise<{ isAllowed: true } | { isAllowed: false; retryAfterMs: number }>
}

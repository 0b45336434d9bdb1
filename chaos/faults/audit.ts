import { aMoment, type Fault } from './fault'

export const auditFaults: readonly Fault[] = [
  {
    name: 'audit sink: disk full',
    // No key leaves unaudited: `list` is refused meanwhile.
    disturbs: ['keys'],
    lasts: aMoment,
    async begin({ auditDisk }) {
      await auditDisk.fill()
      return auditDisk.free
    },
  },
]

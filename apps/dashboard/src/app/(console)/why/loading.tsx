import { WhySkeleton } from '../../../components/why/why-skeleton'

export default function Loading() {
  return <WhySkeleton />
}

import { AppsSkeleton } from '../../../components/apps/apps-skeleton'

export default function AppsLoading() {
  return <AppsSkeleton />
}

import { useEffect, useState } from 'react'
import { fingerprintOf, makeSecret } from '../../lib/apps/new-secret'

/** A secret made in this browser and kept by the dialog alone: it is sent nowhere. */
export function useNewSecret(): { secret: string; fingerprint: string | null } {
  const [secret] = useState(makeSecret)
  const [fingerprint, setFingerprint] = useState<string | null>(null)
  useEffect(() => {
    let isGone = false
    void fingerprintOf(secret).then((found) => isGone || setFingerprint(found))
    return () => {
      isGone = true
    }
  }, [secret])
  return { secret, fingerprint }
}

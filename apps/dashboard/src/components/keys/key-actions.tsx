import type { ManagedKey } from '@itqan/keys-contract'
import { useMutation } from '@tanstack/react-query'
import { EllipsisIcon, RotateCcwIcon, Trash2Icon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { failureOf } from '../../lib/failure'
import { useTRPC } from '../../trpc/client'
import { Button } from '../ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import { actionsId, providerId } from './element-ids'
import { useFailureText } from './use-failure-text'
import { useRefreshKeys } from './use-refresh-keys'

interface KeyActionsProps {
  managedKey: ManagedKey
  onRemove: (key: ManagedKey) => void
}

export function KeyActions({ managedKey, onRemove }: KeyActionsProps) {
  const t = useTranslations('keys')
  const trpc = useTRPC()
  const refresh = useRefreshKeys()
  const failureText = useFailureText()
  const { id, name, provider } = managedKey
  const reset = useMutation(
    trpc.keys.resetErrors.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast(t('resetDone', { name }))
      },
      onError: (error) => toast.error(failureText(failureOf(error))),
    }),
  )
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          id={actionsId(id)}
          variant="ghost"
          size="icon"
          aria-label={t('actionsFor', { name })}
          aria-describedby={providerId(provider)}
        >
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => reset.mutate({ keyId: id })}>
          <RotateCcwIcon aria-hidden />
          {t('resetErrors')}
        </DropdownMenuItem>
        <DropdownMenuItem danger onSelect={() => onRemove(managedKey)}>
          <Trash2Icon aria-hidden />
          {t('remove')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

import { providerLabel } from '../../lib/provider-label'
import { DropdownMenuCheckboxItem } from '../ui/dropdown-menu'
import { OpenedMenu } from '../ui/opened-menu'
import type { OpenedProps } from '../ui/opener'

export interface ProviderMenuProps {
  providers: readonly string[]
  chosen: readonly string[]
  onChange(chosen: string[]): void
}

export function ProviderMenu(props: ProviderMenuProps & OpenedProps) {
  const { providers, chosen, onChange, ...opened } = props
  // Of one that is in the address and has no key any more, so that it can be taken back.
  const all = [...new Set([...providers, ...chosen])].toSorted()
  return (
    <OpenedMenu {...opened} className="max-h-80 overflow-y-auto">
      {all.map((provider) => (
        <DropdownMenuCheckboxItem
          key={provider}
          checked={chosen.includes(provider)}
          // Several are chosen at one go.
          onSelect={(event) => event.preventDefault()}
          onCheckedChange={(isChosen) =>
            onChange(
              isChosen
                ? [...chosen, provider].toSorted()
                : chosen.filter((one) => one !== provider),
            )
          }
        >
          <bdi>{providerLabel(provider)}</bdi>
        </DropdownMenuCheckboxItem>
      ))}
    </OpenedMenu>
  )
}

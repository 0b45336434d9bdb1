/** What a menu and a popover look like. */
export const floatingPanel =
  'z-50 rounded-lg border bg-surface shadow-lg data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=closed]:animate-out data-[state=closed]:fade-out-0'

/** Lines of the table: cards of twelve columns on a phone, the same columns for all on a desk. */
export const lineGrid =
  'grid grid-cols-12 gap-x-3 gap-y-2 lg:items-center lg:gap-y-0 lg:grid-cols-[1.25rem_minmax(9rem,1.7fr)_9.75rem_4.75rem_3.75rem_4rem_6.75rem_minmax(7rem,1fr)_2.5rem_2.25rem] xl:grid-cols-[1.25rem_minmax(9rem,2fr)_9.75rem_minmax(4.5rem,0.7fr)_4.75rem_3.75rem_6rem_4rem_6.75rem_minmax(7rem,1.2fr)_2.5rem_2.25rem]'

/** Of a column that begins where the one before it ends: apart, they are not read as one. */
export const setApart = 'lg:ps-2'

/** Of a column that only a wide screen has room for; cards show it. */
export const onlyWide = 'lg:max-xl:hidden'

/** How high a line is, in pixels, before it is measured. */
export const LINE_HEIGHTS = { group: 44, row: 60, card: 236 } as const

/** Tells the layout which nonce the page's scripts carry. */
export const NONCE_HEADER = 'x-nonce'

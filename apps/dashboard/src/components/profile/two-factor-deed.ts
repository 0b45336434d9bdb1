/** What is done to a second factor, once the password was given. */
export type TwoFactorDeed = 'enable' | 'disable' | 'renew'

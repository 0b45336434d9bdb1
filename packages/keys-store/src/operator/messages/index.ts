import type { Language } from '../language'
import { en } from './en'
import { fr } from './fr'

export type Messages = typeof en

export const messages: Readonly<Record<Language, Messages>> = { en, fr }

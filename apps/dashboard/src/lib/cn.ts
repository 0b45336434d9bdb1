import { type ClassValue, clsx } from 'clsx'

/** Joins class names. Two for one property do not replace each other: a variant chooses one of them. */
export function cn(...inputs: ClassValue[]): string {
  return clsx(inputs)
}

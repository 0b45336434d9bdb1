import { expect, test } from 'vitest'
import { findForbidden } from './declarations'

const words = (source: string) => findForbidden(source).map(({ word, text }) => `${word}: ${text}`)

test('finds any wherever it stands as a type', () => {
  expect(words('export declare const a: any;')).toEqual(['any: export declare const a: any;'])
  expect(words('declare function f(\n  x: Record<string, any>,\n): any[];')).toEqual([
    'any: x: Record<string, any>,',
    'any: ): any[];',
  ])
  expect(words('type T<X> = X extends Y ? any : never;')).toHaveLength(1)
  expect(words('type T = `v1.${any}`;')).toHaveLength(1)
})

test('leaves the word any alone in comments and in text', () => {
  expect(words('/** any key,\n * for any app */\nexport declare const a: string; // any')).toEqual(
    [],
  )
  expect(words(`type T = 'any' | "not: any" | \`or any\`;`)).toEqual([])
})

test('leaves members and names that only contain any alone', () => {
  expect(words('interface T { any: string; any?: string; any(): void }')).toEqual([])
  expect(words('export declare const b: z.any | AnyRouter | Many | any$;')).toEqual([])
})

test('finds Prisma in any case, in names and in the path of an import, but not in a comment', () => {
  expect(words('export type A = PrismaClient;')).toHaveLength(1)
  expect(words('export type A = import("@prisma/client").User;')).toHaveLength(1)
  expect(words('// Prisma fulfils it\nexport type A = string;')).toEqual([])
})

test('a quote in a comment, or a comment mark in text, hides nothing', () => {
  expect(words("// the caller's own\nexport declare const a: any; // the caller's")).toHaveLength(1)
  expect(words('export declare const a: "/*"; export declare const b: any; // */')).toHaveLength(1)
})

import { PrismaPg } from "@prisma/adapter-pg"
import { PrismaClient } from "@/generated/client"

const globalForPrisma = globalThis as { prisma?: PrismaClient }

export const prisma =
  globalForPrisma.prisma ??
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }),
  })

if (process.env.NODE_ENV !== "production") globalForPrisma.prisma = prisma

import { NextRequest, NextResponse } from "next/server"
import { prisma } from "@/lib/prisma"

// Secret partagé entre les deux apps (env variable)
const INTERNAL_API_SECRET = process.env.INTERNAL_API_SECRET

export async function GET(req: NextRequest) {
  // Vérifier le secret
  const authHeader = req.headers.get("authorization")
  if (authHeader !== `Bearer ${INTERNAL_API_SECRET}`) {
    return NextResponse.json({ error: "Unauthorized" }, { status: 401 })
  }

  const provider = req.nextUrl.searchParams.get("provider")

  const keys = await prisma.apiKey.findMany({
    where: {
      isActive: true,
      ...(provider ? { provider } : {}),
    },
    select: {
      id: true,
      provider: true,
      name: true,
      key: true, // Full key for internal use
      usageCount: true,
      errorCount: true,
    },
    orderBy: [
      { errorCount: "asc" }, // Least errors first
      { usageCount: "asc" }, // Least used first
    ],
  })

  return NextResponse.json(keys)
}

// POST pour reporter usage/errors
export async function POST(req: NextRequest) {
  const authHeader = req.headers.get("authorization")
  if (authHeader !== `Bearer ${INTERNAL_API_SECRET}`) {
    return NextResponse.json({ error: "Unauthorized" }, { status: 401 })
  }

  const { keyId, success, error } = await req.json()

  await prisma.apiKey.update({
    where: { id: keyId },
    data: {
      usageCount: { increment: 1 },
      lastUsedAt: new Date(),
      ...(error
        ? {
            errorCount: { increment: 1 },
            lastError: error,
          }
        : {}),
    },
  })

  return NextResponse.json({ success: true })
}

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "enabledAt" TIMESTAMPTZ(3),
ADD COLUMN     "invalidReports" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "isDisabledByProvider" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lastFailure" TEXT,
ADD COLUMN     "lastFailureAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastOkAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastRefusedAt" TIMESTAMPTZ(3),
ADD COLUMN     "recentErrors" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "recentErrorsAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "key_cooldowns" ADD COLUMN     "longestUntil" TIMESTAMPTZ(3),
ADD COLUMN     "revision" BIGINT NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "key_cooldowns_revision_idx" ON "key_cooldowns"("revision");

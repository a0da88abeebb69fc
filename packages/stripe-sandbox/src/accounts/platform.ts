import { invalidRequest } from '../core/api-error.ts';
import type { Kernel } from '../core/scope.ts';

const NAME = 'legacy_platform';

/** True where the sandbox account counts as a platform from before Accounts v2. It survives a restart. */
export function isLegacyPlatform(kernel: Kernel): boolean {
  return kernel.store.readMeta(NAME) === 'true';
}

export function setLegacyPlatform(kernel: Kernel, legacy: boolean): void {
  kernel.store.writeMeta(NAME, String(legacy));
}

/** New platforms make and list accounts through `/v2/core/accounts` only (docs.stripe.com/connect/accounts-v2). */
export function refuseNewPlatform(kernel: Kernel): void {
  if (isLegacyPlatform(kernel)) return;
  throw invalidRequest(
    'Accounts v1 is not available to new Connect platforms. Use POST /v2/core/accounts to create connected accounts.',
  );
}

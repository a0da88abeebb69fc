import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';

/**
 * Whether a bank account that is not verified yet goes by micro-deposits. Where nothing says how, the payer may have come
 * through Financial Connections, which verifies at once, or typed a number: it is a matter of the sandbox's world.
 */
export function needsMicrodeposits(scope: Scope, verificationMethod: string | null | undefined): boolean {
  switch (verificationMethod) {
    case 'microdeposits':
      return true;
    case 'instant':
      return false;
    default:
      return readWorlds(scope.store).bankAccounts === 'by_microdeposits';
  }
}

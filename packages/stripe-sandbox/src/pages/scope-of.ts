import { merchantName } from '../accounts/account.ts';
import { find, type Kernel, type Scope, scopeFor } from '../core/scope.ts';
import type { Kind } from '../store/records.ts';
import { messagePage } from './checkout-page.ts';
import { page } from './layout.ts';

/** Pages have no key, so the id determines the account. */
export function scopeOf(kernel: Kernel, kind: Kind, id: string): Scope | undefined {
  const found = kernel.store.get(kind, id);
  return found && scopeFor(kernel, found.account);
}

/** The merchant's name as shown to payers. */
export function merchantOf(scope: Scope): string {
  return merchantName(find(scope, 'account', scope.account));
}

/** The 404 page. */
export function notFound(): Promise<Response> {
  return page(
    messagePage('There is no such page', 'The link may be incomplete. Ask the merchant for a new one.'),
    404,
  );
}

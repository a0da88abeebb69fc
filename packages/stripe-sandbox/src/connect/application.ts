import type { Stripe } from 'stripe';
import type { Kernel } from '../core/scope.ts';

/** The platform's application, as it stands in `account.application.*` events. */
export function applicationOf(kernel: Kernel): Stripe.Application {
  return { id: clientIdOf(kernel), object: 'application', name: 'Quittance' };
}

/** The configured client id, or a generated one. */
export function clientIdOf(kernel: Kernel): string {
  return kernel.oauth.clientId ?? `ca_${kernel.ids.derive('application', '', 32)}`;
}

/** True for the configured client id, or for any `ca_…` where none is configured. */
export function isOwnClientId(kernel: Kernel, clientId: string): boolean {
  return kernel.oauth.clientId === null ? /^ca_\w+$/.test(clientId) : clientId === kernel.oauth.clientId;
}

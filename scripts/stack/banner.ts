import { DEMO_BUSINESS } from '../demo/business.ts';
import type { DemoInvoice } from '../demo/seed.ts';
import type { Stack } from '../stack.ts';
import { localPages } from './pages.ts';

/** The addresses to open after a start, and how to stop. */
export function banner(stack: Stack, invoices: readonly DemoInvoice[]): string {
  const payable = invoices.find(
    ({ status, currency, paymentUrl }) => status === 'open' && currency === 'USD' && paymentUrl,
  );
  const rows: readonly (readonly [what: string, where: string])[] = [
    ...localPages(stack.ports).map(({ name, url }) => [name, url] as const),
    ...(payable?.hostedInvoiceUrl ? [['Invoice to pay', payable.hostedInvoiceUrl] as const] : []),
    ['API key', stack.apiKey],
    ['Stripe key', stack.stripeKey],
  ];
  const table = rows.map(([what, where]) => `  ${what.padEnd(17)}${where}`).join('\n');
  return `
Quittance is running. Nothing leaves this machine.

${table}

  Sign in to the dashboard as ${DEMO_BUSINESS.owner}: the link comes to the mailbox.
  Pay with card 4242 4242 4242 4242, any future date and any CVC. 4000 0000 0000 0002 is declined.
  Stripe's own CLI works against the sandbox:
    ${triggerCommand(stack)}
  Every link and the keys stand in .demo.json. Ctrl-C stops everything; npm run reset forgets it.
`;
}

/**
 * A trigger that takes no flags: others send parameters that the pinned version of the API refuses. The CLI takes no
 * `localhost` for an address.
 */
function triggerCommand({ ports, stripeKey }: Stack): string {
  const base = `http://127.0.0.1:${ports.sandbox}`;
  return `npx stripe trigger checkout.session.completed --api-base ${base} --api-key ${stripeKey}`;
}

import type { DemoInvoice } from '../../sandbox/demo/seed.ts';
import type { Stack } from '../stack.ts';

/** What a person who has just started everything wants to open, and how to stop. */
export function banner(stack: Stack, invoices: readonly DemoInvoice[]): string {
  const payable = invoices.find(
    ({ status, currency, paymentUrl }) => status === 'open' && currency === 'USD' && paymentUrl,
  );
  const rows: readonly (readonly [what: string, where: string])[] = [
    ['App', stack.app],
    ...(payable?.hostedInvoiceUrl ? [['Invoice to pay', payable.hostedInvoiceUrl] as const] : []),
    ['Mailbox', stack.mailbox],
    ['Stripe sandbox', stack.sandbox],
    ['API documents', `${stack.app}/api/v1/docs`],
    ['API key', stack.apiKey],
  ];
  const table = rows.map(([what, where]) => `  ${what.padEnd(16)}${where}`).join('\n');
  return `
Quittance is running. Nothing leaves this machine.

${table}

  Pay with card 4242 4242 4242 4242, any future date and any CVC. 4000 0000 0000 0002 is declined.
  Every link and the key stand in .demo.json. Ctrl-C stops everything; npm run reset forgets it.
`;
}

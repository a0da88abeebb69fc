import type { World } from '../world/world.ts';
import { readBooks } from './books.ts';
import { readLost } from './lost.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/**
 * A restored database has everything back that Stripe knows: what is still put on record for a person is of invoices that
 * were lost themselves, or made again over less. A single payment is no sign of a restore: its invoice is frozen, and a person told.
 */
export function checkRestored(world: World): Finding[] {
  if (world.restores.length === 0) return [];
  const { setAside, frozen, isOutgrown } = readLost(world);
  const known = new Set(rowsOf(world, 'SELECT id FROM invoices').map((row) => row.text('id')));
  const versions = new Set(
    rowsOf(world, 'SELECT invoice_id, version FROM invoice_versions').map((row) => row.text('invoice_id')),
  );
  // Of an account that its business was leaving meanwhile nothing is put back: it is a person's.
  const left = new Set(
    rowsOf(
      world,
      `SELECT o.payment_id FROM unknown_objects o JOIN connections k ON k.id = o.connection_id
       WHERE k.state <> 'active'`,
    ).map((row) => row.text('payment_id')),
  );
  const moved = readBooks(world).filter(({ status }) => status === 'succeeded' || status === 'processing');
  const aside = moved.filter(({ paymentId }) => setAside.has(paymentId) && !left.has(paymentId));
  return aside
    .filter(({ account, targets }) => {
      const isSingle = aside.filter((each) => each.account === account).length === 1;
      return !(isSingle && targets.every(({ invoiceId }) => frozen.has(invoiceId)));
    })
    .filter(({ paymentId, targets }) =>
      targets.every(
        (target) =>
          known.has(target.invoiceId) && versions.has(target.invoiceId) && !isOutgrown(paymentId, target),
      ),
    )
    .map(
      ({ paymentId, intentId }) => `I2 ${intentId} (${paymentId}) could be put back, and is on record only`,
    );
}

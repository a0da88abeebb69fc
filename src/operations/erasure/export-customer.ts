import { selectPerson, selectRecords } from '../../db/queries/personal-data.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

type Row = Record<string, unknown>;

/** Everything that is stored about a customer. Instants in ms, amounts in minor units, as they are stored. */
export type Exported = {
  readonly exportedAt: number;
  readonly customer: Row;
  /** Rows by what they are. */
  readonly records: Readonly<Record<string, Row[]>>;
};

/** Everything that is stored about a customer, for whoever asks what that is. Rejects with `not_found`. */
export async function exportCustomer(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<Exported>> {
  const [customer] = await selectPerson(ctx.db, scope, customerId);
  if (customer === undefined) return refused({ code: 'not_found', what: 'customer' });
  const selects = selectRecords(ctx.db, customerId);
  const records: Record<string, Row[]> = {};
  for (const [name, select] of Object.entries(selects)) records[name] = [...(await select)];
  return done({ exportedAt: ctx.now(), customer: customer, records });
}

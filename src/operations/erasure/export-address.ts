import { selectAddressRecords } from '../../db/queries/address-data.ts';
import { selectPerson } from '../../db/queries/personal-data.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { spellingsOf } from './spellings.ts';

type Row = Record<string, unknown>;
type Ask = { readonly customerId: string; readonly address: string };

/** What is stored about one address of a customer, by what it is. Rejects with `not_found`. */
export async function exportAddress(
  ctx: Context,
  { scope, customerId, address }: Scoped<Ask>,
): Promise<Outcome<{ readonly exportedAt: number; readonly records: Readonly<Record<string, Row[]>> }>> {
  const [customer] = await selectPerson(ctx.db, scope, customerId);
  if (customer === undefined) return refused({ code: 'not_found', what: 'customer' });
  const selects = selectAddressRecords(ctx.db, { customerId, spellings: spellingsOf(address) });
  const records: Record<string, Row[]> = {};
  for (const [name, select] of Object.entries(selects)) records[name] = [...(await select)];
  return done({ exportedAt: ctx.now(), records });
}

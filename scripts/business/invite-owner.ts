import { randomBytes } from 'node:crypto';
import { makeId } from '../../src/domain/ids.ts';
import { isAddress } from './details.ts';
import { inviteOwnerSql, lacksOwner } from './owner.ts';
import { literal } from './sql.ts';
import { executeSql, readRows, type Target } from './store.ts';

type Ask = {
  readonly address: string;
  /** Null where there is one business. */
  readonly of: string | null;
  readonly live: boolean;
};

/** What an id has after its prefix. */
export const bodyOf = (id: string): string => id.slice(id.indexOf('_') + 1);

export const invitedText = (address: string): string =>
  `${address} is invited as its owner: the Worker sends the mail within a minute, and its link works for seven days.\n`;

const OWNED =
  'Every business there has an owner, or one who was invited within seven days: they invite others on the dashboard. Nothing was changed.';

/** Invites the owner of a business that has none: one made before there were owners, or whose invitation has expired. */
export async function inviteOwner(target: Target, { address, of, live }: Ask): Promise<number> {
  const refuse = (why: string): number => {
    console.error(why);
    return 1;
  };
  if (!isAddress(address)) return refuse('--invite has to be an email address.');
  const now = Date.now();
  const which = of === null ? '' : ` AND id = ${literal(of)}`;
  const found = await readRows(
    `SELECT id, display_name FROM merchants WHERE ${lacksOwner('merchants.id', now)}${which} ORDER BY id`,
    target,
  );
  if ('problem' in found) return refuse(found.problem);
  const [business, another] = found.rows;
  if (business === undefined) return refuse(OWNED);
  if (another !== undefined) {
    const list = found.rows.map(({ id, display_name: name }) => `  ${id}  ${name}`).join('\n');
    return refuse(`Several businesses have no owner: say which by --of.\n${list}`);
  }
  const merchantId = String(business.id);
  const body = bodyOf(makeId('ivt', now, randomBytes(9), target.database ?? 0));
  const invitation = { merchantId, livemode: live, address, body, at: now, by: 'npm run business' };
  const { code, output } = await executeSql(inviteOwnerSql(invitation), target);
  if (code !== 0) return refuse(output.trim());
  console.log(invitedText(address));
  return 0;
}

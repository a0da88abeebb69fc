import { INVITATION_LIFE_MS } from '../../src/domain/staff/invitation.ts';
import { changeColumns } from './audit.ts';
import { insert, literal } from './sql.ts';

/** Who is to own a business, and when they are invited. */
export interface OwnerInvitation {
  readonly merchantId: string;
  readonly livemode: boolean;
  /** As it was typed. */
  readonly address: string;
  /** 26 characters of an id, from which the rows have theirs: the same for the same invitation. */
  readonly body: string;
  /** Milliseconds since the epoch (UTC). */
  readonly at: number;
  /** The command that invites. */
  readonly by: string;
}

/** Before the @ only ASCII letters are lower-cased, as the app has it. */
export const ownersAddress = (typed: string): string =>
  typed.trim().replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The condition that a business has neither an owner nor an invitation of one that can still be accepted. */
export const lacksOwner = (merchant: string, now: number): string =>
  `NOT EXISTS (SELECT 1 FROM memberships WHERE merchant_id = ${merchant} AND role = 'owner')
    AND NOT EXISTS (SELECT 1 FROM invitations WHERE merchant_id = ${merchant} AND role = 'owner'
      AND ended_at IS NULL AND expires_at > ${now})`;

/**
 * The statements that invite the first owner of a business: the invitation, its line in the audit log, and the job by which the
 * Worker mails it. Where it has an owner, or an invitation of one that can still be accepted, nothing is changed: whoever comes
 * later is invited by an owner, and never from here.
 */
export function inviteOwnerSql({ merchantId, livemode, address, body, at, by }: OwnerInvitation): string {
  const id = `ivt_${body}`;
  const [merchant, to] = [literal(merchantId), literal(ownersAddress(address))];
  const isThere = `EXISTS (SELECT 1 FROM invitations WHERE id = ${literal(id)})`;
  const audit = changeColumns(`aud_${body}`, {
    action: 'member_invited',
    subject: { type: 'invitation', id },
    merchantId,
    livemode,
    at,
    by,
    before: null,
    after: { role: 'owner' },
  });
  const values = Object.values(audit).map(literal).join(', ');
  return `${[
    // One that has expired makes room.
    `UPDATE invitations SET ended_at = ${at}, outcome = 'replaced' WHERE merchant_id = ${merchant} AND address = ${to}
       AND ended_at IS NULL AND expires_at <= ${at};`,
    `INSERT INTO invitations (id, merchant_id, address, written, role, created_at, expires_at)
       SELECT ${literal(id)}, ${merchant}, ${to}, ${literal(address.trim())}, 'owner', ${at}, ${at + INVITATION_LIFE_MS}
       WHERE ${lacksOwner(merchant, at)} ON CONFLICT (id) DO NOTHING;`,
    `INSERT INTO audit_log (${Object.keys(audit).join(', ')}) SELECT ${values} WHERE ${isThere}
       ON CONFLICT (id) DO NOTHING;`,
    `INSERT INTO outbox (id, merchant_id, kind, payload, due_at, created_at)
       SELECT ${literal(`out_${body}`)}, ${merchant}, 'mail_invitation',
         ${literal(JSON.stringify({ invitationId: id }))}, ${at}, ${at} WHERE ${isThere} ON CONFLICT (id) DO NOTHING;`,
  ].join('\n')}\n`;
}

/** A member whose address needs no proof, since nobody else reads the mail of this machine. For the demo alone. */
export const demoMemberSql = (merchantId: string, address: string, at: number): string => {
  const personId = `per_${merchantId.slice('mer_'.length)}`;
  const person = { id: personId, address: ownersAddress(address), written: address, created_at: at };
  const member = {
    merchant_id: merchantId,
    person_id: personId,
    role: 'owner',
    created_at: at,
    updated_at: at,
  };
  return `${insert('people', 'id', person)}\n${insert('memberships', 'merchant_id, person_id', member)}\n`;
};

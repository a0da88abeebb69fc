/** A change of a key from the command line. */
export interface KeyChange {
  readonly action: 'api_key_created' | 'api_key_rotated' | 'api_key_revoked';
  readonly keyId: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  /** Milliseconds since the epoch (UTC). */
  readonly at: number;
  /** Who ran the command. */
  readonly by: string;
  readonly before: object | null;
  readonly after: object;
}

/** The audit log's row for a change of a key; `id` is one of its own. */
export const auditColumns = (id: string, { keyId, ...change }: KeyChange) =>
  changeColumns(id, { ...change, subject: { type: 'api_key', id: keyId } });

/** A change from the command line, of whatever. */
export interface CommandLineChange extends Omit<KeyChange, 'action' | 'keyId'> {
  readonly action: KeyChange['action'] | 'member_invited';
  readonly subject: { readonly type: string; readonly id: string };
}

export const changeColumns = (id: string, change: CommandLineChange) => ({
  id,
  merchant_id: change.merchantId,
  livemode: change.livemode ? 1 : 0,
  at: change.at,
  action: change.action,
  actor_kind: 'command_line',
  actor_name: change.by,
  subject_type: change.subject.type,
  subject_id: change.subject.id,
  before: change.before === null ? null : JSON.stringify(change.before),
  after: JSON.stringify(change.after),
});

/** Who asks for a change, and from where. */
export type Actor = {
  readonly kind: 'api_key' | 'staff';
  /** The key's or the person's. */
  readonly id: string;
  readonly name: string;
  /** The mode of what they may change. */
  readonly livemode: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
};

/** `command_line` writes without a Worker; `system` is Quittance itself: a job, cron, an event of Stripe's. */
export const ACTOR_KINDS = ['api_key', 'staff', 'command_line', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** A row names a member of staff by their id, beside the kind that earlier versions know. */
export type StoredActorKind = Exclude<ActorKind, 'staff'>;

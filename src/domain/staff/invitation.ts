const DAY_MS = 24 * 3_600_000;

/** An invitation can be accepted this long. */
export const INVITATION_LIFE_MS = 7 * DAY_MS;

export type InvitationEnd = 'accepted' | 'declined' | 'withdrawn' | 'replaced';
export type InvitationState = 'open' | 'expired' | InvitationEnd;

/** How an invitation stands at an instant (ms). */
export const invitationState = (
  { outcome, expiresAt }: { readonly outcome: InvitationEnd | null; readonly expiresAt: number },
  now: number,
): InvitationState => outcome ?? (now < expiresAt ? 'open' : 'expired');

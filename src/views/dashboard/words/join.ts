/** Invitations, and the choice among businesses, in English. Names and addresses come in finished. */
export const JOIN_WORDS = {
  invitationTitle: (merchant: string) => `Join ${merchant}`,
  invitedBy: (by: string, merchant: string, role: string) => `${by} invites you to ${merchant} as ${role}.`,
  invited: (merchant: string, role: string) => `You’re invited to ${merchant} as ${role}.`,
  forAddress: (address: string) => `The invitation is for ${address}. We’ll send a sign-in link there.`,
  sendLink: 'Send me the link',
  over: {
    expired: {
      title: 'This invitation has expired',
      text: 'Invitations can be accepted for seven days. Ask for a new one.',
    },
    accepted: { title: 'This invitation has been accepted', text: 'Sign in to continue.' },
    declined: {
      title: 'This invitation was declined',
      text: 'Ask for a new one if you want to join after all.',
    },
    withdrawn: { title: 'This invitation was withdrawn', text: 'Ask whoever sent it.' },
    replaced: { title: 'There is a newer invitation', text: 'Open the one in your latest email.' },
  },
  signIn: 'Sign in',
  chooseTitle: 'Your businesses',
  signedInAs: (address: string) => `Signed in as ${address}`,
  none: 'You’re not a member of any business. Ask an owner to invite this address.',
  invitations: 'Invitations',
  join: 'Join',
  joinFull: (merchant: string) => `Join ${merchant}`,
  decline: 'Decline',
  declineFull: (merchant: string) => `Decline the invitation to ${merchant}`,
  account: 'Your account',
  signOut: 'Sign out',
  said: {
    declined: 'The invitation was declined.',
  },
} as const;

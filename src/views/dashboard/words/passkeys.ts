/** Passkeys, in English. Names and dates come in finished. */
export const PASSKEY_WORDS = {
  title: 'Passkeys',
  lead:
    'Sign in with your fingerprint, face or PIN instead of an email. Without a passkey, or without JavaScript, ' +
    'the email still works.',
  name: 'Name',
  nameHint: 'Such as Work laptop.',
  add: 'Add a passkey',
  added: 'Added',
  used: 'Last used',
  never: 'Never',
  actions: 'Actions',
  rename: 'Rename',
  nameOf: (name: string) => `Name of the passkey ${name}`,
  renameFull: (name: string) => `Rename the passkey ${name}`,
  remove: 'Remove',
  removeFull: (name: string) => `Remove the passkey ${name}`,
  removeTitle: (name: string) => `Remove the passkey ${name}?`,
  removeText:
    'Nobody can sign in with it any more. You stay signed in where you are. Delete it on your device, too.',
  signIn: 'Sign in with a passkey',
  or: 'or',
  canceled:
    'Nothing was done: the passkey wasn’t confirmed in time, or this device has none for this address.',
  there: 'This device already has a passkey for you.',
  host: 'This browser doesn’t accept passkeys at this address. Sign in by email.',
  unsupported: 'This device doesn’t support the passkeys accepted here. Sign in by email.',
  failed: 'The browser couldn’t do it. Sign in by email.',
  said: {
    passkey_added: 'The passkey was added.',
    passkey_renamed: 'The passkey was renamed.',
    passkey_removed: 'The passkey was removed.',
  },
} as const;

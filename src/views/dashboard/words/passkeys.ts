/** Passkeys, in English. Names and dates come in finished. */
export const PASSKEY_WORDS = {
  title: 'Passkeys',
  lead:
    'Sign in with a fingerprint, a face or a PIN instead of a mail. Without a passkey, or without script, the ' +
    'mail goes on working.',
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
    'It signs nobody in here any more. Where you are signed in stays as it is. Delete it on your device, too.',
  signIn: 'Sign in with a passkey',
  or: 'or',
  canceled:
    'Nothing was done: the passkey was not confirmed in time, or this device has none for this address.',
  there: 'This device has a passkey for you already.',
  host: 'This browser takes no passkeys at this address. Sign in by mail.',
  unsupported: 'This device takes no passkeys of a kind that is accepted here. Sign in by mail.',
  failed: 'The browser could not do it. Sign in by mail.',
  said: {
    passkey_added: 'The passkey was added.',
    passkey_renamed: 'The passkey was renamed.',
    passkey_removed: 'The passkey was removed.',
  },
} as const;

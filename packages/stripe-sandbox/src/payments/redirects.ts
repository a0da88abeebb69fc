interface Choice {
  automatic_payment_methods?:
    | { enabled: boolean; allow_redirects?: 'always' | 'never' | undefined }
    | undefined;
}

/** Whether an intent's methods redirect: it was made for those that do, for none that does, or nothing was said of it. */
export type Redirects = 'wanted' | 'refused' | 'unsaid';

export function redirectsOf({ automatic_payment_methods: automatic }: Choice): Redirects {
  if (automatic?.enabled !== true) return 'unsaid';
  return automatic.allow_redirects === 'never' ? 'refused' : 'wanted';
}

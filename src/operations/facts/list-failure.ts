/** Why no list of an account can be read: Stripe does not take our key any more. */
export const KEY_REFUSED = 'key_refused';

/** Why a list cannot be read, for the connection: what a restricted key lacks, or Stripe's code. */
export function listFailure(
  { status, code }: { readonly status: number; readonly code: string },
  permission: string,
): string {
  switch (status) {
    case 401:
      return KEY_REFUSED;
    case 403:
      return permission;
    default:
      return code;
  }
}

import type { ProfileResource } from '../../../operations/merchants/profile-resource.ts';
import { readProfile } from '../../../operations/merchants/read-profile.ts';
import { readSettings } from '../../../operations/merchants/read-settings.ts';
import type { SettingsResource } from '../../../operations/merchants/settings.ts';
import type { DashboardContext } from '../env.ts';

type House = { readonly resource: ProfileResource; readonly settings: SettingsResource };

/** The profile and the settings of the business whose page is open. */
export async function readHouse(c: DashboardContext): Promise<House> {
  const { scope } = c.get('staff');
  const [profile, settings] = await Promise.all([
    readProfile(c.get('ctx'), { scope }),
    readSettings(c.get('ctx'), { scope }),
  ]);
  if (profile.kind !== 'done' || settings.kind !== 'done')
    throw new Error('a member of a business without one');
  return { resource: profile.value, settings: settings.value };
}

/** Where the uploaded logo is served, or the one elsewhere; null where there is none. */
export function logoUrlOf(
  c: DashboardContext,
  { profile: { logo, logoUrl } }: ProfileResource,
): string | null {
  return logo === null
    ? logoUrl
    : c.get('ctx').links.page(`/logo/${c.get('staff').scope.merchantId}/${logo.hash}`);
}

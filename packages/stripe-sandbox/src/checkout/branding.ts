import { merchantName } from '../accounts/account.ts';
import { find, type Scope } from '../core/scope.ts';
import type { SessionInput } from './session-params.ts';

/** How a session's page looks: as it was asked, else as the account has it. */
export function brandingOf(scope: Scope, input: SessionInput) {
  const asked = input.branding_settings;
  return {
    background_color: asked?.background_color || '#ffffff',
    border_style: asked?.border_style || ('rounded' as const),
    button_color: asked?.button_color || '#0074d4',
    display_name: asked?.display_name ?? merchantName(find(scope, 'account', scope.account)),
    font_family: 'default' as const,
    icon: null,
    logo: null,
  };
}

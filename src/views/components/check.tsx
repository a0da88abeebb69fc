import { Button } from './form.tsx';

type WidgetProps = { readonly siteKey: string; readonly problem?: string | null };

/** Turnstile's widget, which adds its answer to the form that it stands in. */
export const Widget = ({ siteKey, problem = null }: WidgetProps) => (
  <div class="field">
    {problem !== null && (
      <p class="wrong" role="alert">
        {problem}
      </p>
    )}
    <div class="cf-turnstile" data-sitekey={siteKey} data-theme="auto" data-size="flexible" />
    <script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async defer />
  </div>
);

type Checked = WidgetProps & { readonly action: string; readonly label: string };

/** A button that posts to a signed link once a person has passed the check above it. */
export const CheckedForm = ({ action, label, ...check }: Checked) => (
  <form class="pay" method="post" action={action}>
    <Widget {...check} />
    <Button>{label}</Button>
  </form>
);

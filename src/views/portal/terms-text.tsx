/** The text that pressing the button below it agrees to. */
export const TermsText = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <section class="terms">
    <h2>{title}</h2>
    <p>{text}</p>
  </section>
);

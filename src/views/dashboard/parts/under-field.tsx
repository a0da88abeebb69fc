type Said = { readonly name: string; readonly hint: string | null; readonly problem: string | null };

/** What is wrong with a field, and what helps to fill it, by the ids that it is described by. */
export const Under = ({ name, hint, problem }: Said) => (
  <>
    {problem !== null && (
      <p class="wrong" id={`${name}-wrong`}>
        {problem}
      </p>
    )}
    {hint !== null && (
      <p class="small" id={`${name}-hint`}>
        {hint}
      </p>
    )}
  </>
);

/** Numbers of invoices below a name; none is broken between two lines. */
export const Numbers = ({ numbers }: { readonly numbers: readonly string[] }) =>
  numbers.length === 0 ? null : (
    <span class="block small">
      {numbers.map((number, place) => (
        <>
          {place > 0 && ', '}
          <span class="whole">{number}</span>
        </>
      ))}
    </span>
  );

/**
 * Turns the database's "no" into ours: `refusals` maps constraint names to what the client is told.
 *
 * Constraints are the last word where two people act at once; a check before the write only gives a nicer message.
 * Errors of other constraints pass through unchanged and are masked as the bugs they are.
 */
export function refuseByConstraint(refusals: Readonly<Record<string, () => Error>>): (error: unknown) => never {
  return (error) => {
    const { constraint } = error as { constraint?: string };
    const refusal = constraint === undefined ? undefined : refusals[constraint];
    throw refusal ? refusal() : error;
  };
}

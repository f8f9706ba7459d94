import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import { toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import type { OwnMatch, VacancyRecord } from "../data/vacancy.repository";
import { positionOf } from "../domain/vacancy.service";
import { MatchPayload, ProposeVacancyInput, SettleMatchInput } from "./jobseeker.input";
import { MatchingVacanciesArgs, VacancyConnection, type Vacancy } from "./vacancy.type";

@Resolver()
export class VacancyResolver {
  @For("agency")
  @Query(() => VacancyConnection, {
    nullable: true,
    description:
      "Open jobs for somebody registered with you: the closest occupation first, then the nearest, then by id. Null " +
      "when the service cannot be reached.",
  })
  matchingVacancies(
    @Args(() => MatchingVacanciesArgs) { registrationId, ...page }: MatchingVacanciesArgs,
    @Ctx() { vacancies }: Context,
  ) {
    return vacancies.listFor(registrationId, page).then((found) => toConnection(found, toVacancy, positionOf));
  }

  @For("agency")
  @Mutation(() => MatchPayload, {
    description: "Proposes an open vacancy to a jobseeker (υπόδειξη θέσης). CONFLICT when it was proposed before.",
  })
  proposeVacancy(
    @Arg("input", () => ProposeVacancyInput, { description: "To whom, and which." }) input: ProposeVacancyInput,
    @Ctx() { vacancies }: Context,
  ): Promise<MatchPayload> {
    return vacancies.propose(input).then(toMatchPayload);
  }

  @For("agency")
  @Mutation(() => MatchPayload, {
    description:
      "Records what became of a proposal. HIRED makes a placement (τοποθέτηση), ends the registration and completes the " +
      "referral; CONFLICT when every position is taken.",
  })
  settleMatch(
    @Arg("input", () => SettleMatchInput, { description: "Which proposal, and what became of it." })
    input: SettleMatchInput,
    @Ctx() { vacancies }: Context,
  ): Promise<MatchPayload> {
    return vacancies.settle(input).then(toMatchPayload);
  }
}

const toVacancy = ({ municipalityCode, ...vacancy }: VacancyRecord): Vacancy => ({
  ...vacancy,
  municipality: { code: municipalityCode },
});

const toMatchPayload = ({ placement, ...match }: OwnMatch): MatchPayload => ({ match, placement });

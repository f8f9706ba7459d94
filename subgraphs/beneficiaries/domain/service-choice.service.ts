import { isId } from "../../kernel/identifier";
import { badInput, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { ConsentRepository } from "../data/consent.repository";
import type { DirectoryClient, ServiceFacts } from "../data/directory.client";
import type { ReferralRecord, ReferralRepository } from "../data/referral.repository";
import { missingConsent } from "./needed-consent.rules";
import { BLOCKING, blockOf, suggestsOthers } from "./consequence.rules";

export interface ServiceWish {
  readonly serviceId: string;
  readonly programmeId?: string | null;
}

/** Whether a service can be asked now, and for this person. */
export class ServiceChoice {
  constructor(
    private readonly viewer: Viewer,
    private readonly directory: DirectoryClient,
    private readonly referrals: ReferralRepository,
    private readonly consents: ConsentRepository,
  ) {}

  /** A service that takes referrals. One that is hidden from the viewer is unknown like one that is not there. */
  async getOpen({ serviceId, programmeId }: ServiceWish): Promise<ServiceFacts> {
    const service = isId(serviceId) ? await this.directory.findService(serviceId) : null;
    if (!service) throw badInput("serviceId", "unknown", "The directory has no such service.");
    if (service.agencyId === this.viewer.organisationId) {
      throw badInput("serviceId", "own", "This service is your own: nobody is referred to themselves.");
    }
    if (service.status !== "ACTIVE") {
      throw new Refusal("CONFLICT", "This service does not take referrals now.", {
        field: "serviceId",
        check: "closed",
        status: service.status,
      });
    }
    if (programmeId && programmeId !== service.programmeId) {
      throw badInput("programmeId", "unknown", "This service does not run that programme.");
    }
    return service;
  }

  /**
   * CONFLICT while an earlier answer of this service stands in the way. Only answers the viewer may see count: a refusal
   * would tell of a confidential referral otherwise.
   */
  async refuseBlocked(beneficiaryId: string, serviceId: string): Promise<void> {
    const now = new Date();
    const verdicts = await this.referrals.listVerdicts(beneficiaryId, serviceId, BLOCKING);
    for (const verdict of verdicts) {
      const block = blockOf(verdict, now);
      if (!block) continue;
      throw new Refusal("CONFLICT", "This service has said no for this person. Reassess first.", {
        field: "serviceId",
        check: block.until ? "parked" : "blocked",
        because: block.because,
        until: block.until?.toISOString() ?? null,
        referralId: verdict.id,
      });
    }
  }

  /**
   * CONSENT_REQUIRED, naming the categories, while the person has not agreed that the agency sees what its service needs
   * to know. Only consents the viewer may know of count: a refusal would tell of a confidential one otherwise.
   */
  async refuseWithoutConsent(beneficiaryId: string, service: ServiceFacts): Promise<void> {
    if (service.consentCategories.length === 0) return;
    const categories = missingConsent(await this.consents.list(beneficiaryId), service);
    if (categories.length === 0) return;
    throw new Refusal(
      "CONSENT_REQUIRED",
      "This service needs a consent of the person before they are referred to it.",
      {
        ...{ field: "serviceId", check: "consent", purpose: "CARE" },
        ...{
          categories,
          ...(service.confidential ? { recipientDomain: service.domain } : { recipientId: service.agencyId }),
        },
      },
    );
  }

  /** What was prepared is sent: the service is asked for its needs anew, a consent may have ended since. */
  async checkSendable({ beneficiaryId, serviceId }: ReferralRecord): Promise<void> {
    const service = await this.directory.findService(serviceId);
    if (service) await this.refuseWithoutConsent(beneficiaryId, service);
  }

  /**
   * Services that could be asked instead, best first: for who was told that there is no place. The one port to the
   * directory's ranking. Empty while the answer calls for none.
   */
  async listAlternatives(referral: ReferralRecord): Promise<string[]> {
    if (!suggestsOthers(referral) || !referral.serviceDomain) return [];
    return this.directory.listAlternatives(referral.serviceDomain, referral.serviceId);
  }
}

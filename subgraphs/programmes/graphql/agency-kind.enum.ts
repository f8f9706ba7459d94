import { registerEnumType } from "type-graphql";

export enum AgencyKind {
  COMMUNITY_CENTRE = "COMMUNITY_CENTRE",
  COMMUNITY_CENTRE_BRANCH = "COMMUNITY_CENTRE_BRANCH",
  EMPLOYMENT_SERVICE = "EMPLOYMENT_SERVICE",
  LIFELONG_LEARNING = "LIFELONG_LEARNING",
  SHELTER = "SHELTER",
  CHILD_CENTRE = "CHILD_CENTRE",
  MENTAL_HEALTH = "MENTAL_HEALTH",
  COMMUNITY_CARE = "COMMUNITY_CARE",
  BASIC_GOODS = "BASIC_GOODS",
  WOMENS_OFFICE = "WOMENS_OFFICE",
  RED_CROSS = "RED_CROSS",
}
/** In the words of the agencies subgraph, which owns the type: a composed enum has one description. */
registerEnumType(AgencyKind, {
  name: "AgencyKind",
  description: "What kind of organisation an agency is (είδος φορέα).",
  valuesConfig: {
    COMMUNITY_CENTRE: { description: "A Community Centre (Κέντρο Κοινότητας), the first door." },
    COMMUNITY_CENTRE_BRANCH: {
      description: "A branch of a Community Centre (παράρτημα): Roma, migrant integration.",
    },
    EMPLOYMENT_SERVICE: { description: "The public employment service (ΟΑΕΔ, since 2022 ΔΥΠΑ)." },
    LIFELONG_LEARNING: { description: "Lifelong learning (διά βίου μάθηση)." },
    SHELTER: { description: "A hostel, night shelter or accommodation centre (ξενώνας, υπνωτήριο)." },
    CHILD_CENTRE: {
      description: "A children's creative activity centre or nursery (ΚΔΑΠ, παιδικός σταθμός).",
    },
    MENTAL_HEALTH: { description: "A mental-health service (δομή ψυχικής υγείας)." },
    COMMUNITY_CARE: {
      description: "Care in the community: Help at Home, KAPI, KIFI (Βοήθεια στο Σπίτι, ΚΑΠΗ, ΚΗΦΗ).",
    },
    BASIC_GOODS: {
      description: "A bank of food, clothing and other goods (κοινωνικό παντοπωλείο, τράπεζα τροφίμων).",
    },
    WOMENS_OFFICE: {
      description: "A women's office or counselling centre (Γραφείο Ισότητας, Σπίτι της Γυναίκας).",
    },
    RED_CROSS: { description: "A welfare service of the Hellenic Red Cross (Ελληνικός Ερυθρός Σταυρός)." },
  },
});

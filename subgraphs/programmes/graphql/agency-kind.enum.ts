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
registerEnumType(AgencyKind, {
  name: "AgencyKind",
  description: "What kind of structure an agency is (είδος φορέα).",
  valuesConfig: {
    COMMUNITY_CENTRE: { description: "Community Centre (Κέντρο Κοινότητας)." },
    COMMUNITY_CENTRE_BRANCH: { description: "Branch of a Community Centre (παράρτημα)." },
    EMPLOYMENT_SERVICE: { description: "Public employment service (ΟΑΕΔ, since 2022 ΔΥΠΑ)." },
    LIFELONG_LEARNING: { description: "Lifelong learning (Διά Βίου Μάθηση)." },
    SHELTER: { description: "Hostel, night shelter, refuge or day centre (ξενώνας, υπνωτήριο)." },
    CHILD_CENTRE: { description: "Children's centre or nursery (ΚΔΑΠ, παιδικός σταθμός)." },
    MENTAL_HEALTH: { description: "Mental-health service (δομή ψυχικής υγείας)." },
    COMMUNITY_CARE: { description: "Care of older and disabled people (ΚΑΠΗ, ΚΗΦΗ, Βοήθεια στο Σπίτι)." },
    BASIC_GOODS: { description: "Distribution of basic goods (κοινωνικό παντοπωλείο, συσσίτιο)." },
    WOMENS_OFFICE: { description: "Women's equality office (Γραφείο Ισότητας)." },
    RED_CROSS: { description: "Structure of the Hellenic Red Cross (Ε.Ε.Σ.)." },
  },
});

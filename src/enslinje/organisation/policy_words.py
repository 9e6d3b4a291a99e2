"""What roles, relations, actions and standings of the policy are called."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from enslinje.core.policy import Action, Relation, Role, Standing

ROLES: Mapping[Role, str] = {
    Role.READER: _("läsare"),
    Role.EDITOR: _("handläggare"),
    Role.APPROVER: _("förvaltningschef"),
    Role.SECRETARY: _("nämndsekreterare"),
    Role.POLITICIAN: _("förtroendevald"),
    Role.REGISTRAR: _("registrator"),
    Role.GROUP_CONTROLLER: _("controller i moderbolaget"),
    Role.STRATEGIST: _("strateg på stadsledningskontoret"),
    Role.FINANCE_OFFICER: _("ekonom på stadsledningskontoret"),
    Role.BOARD_SECRETARY: _("kommunstyrelsens sekreterare"),
    Role.ADMINISTRATOR: _("behörighetsadministratör"),
    Role.AUDITOR: _("revisor"),
    Role.PUBLIC: _("allmänhet"),
}

RELATIONS: Mapping[Relation, str] = {
    Relation.OWN: _("det egna organet"),
    Relation.CHILD: _("organ under det egna"),
    Relation.PARENT: _("organet ovanför det egna"),
    Relation.SIBLING: _("organ under samma överordnade"),
    Relation.FOREIGN: _("andra organ"),
    Relation.WHOLE_GROUP: _("hela koncernen"),
}

STANDINGS: Mapping[Standing, str] = {
    Standing.PLANNED: _("planerat"),
    Standing.OPEN: _("öppet"),
    Standing.CLOSED: _("stängt"),
    Standing.LOCKED: _("låst"),
    Standing.EXTENDED: _("organet har anstånd"),
    Standing.EXEMPTED: _("organet är undantaget från låset"),
}

ACTIONS: Mapping[Action, str] = {
    Action.VIEW_PUBLIC: _("se den offentliga bilden"),
    Action.VIEW_WORK: _("se organets arbete"),
    Action.VIEW_DRAFT: _("se utkast till plan"),
    Action.VIEW_PLAN_TEXT: _("se planens texter innan planen är inlämnad"),
    Action.VIEW_SECRET: _("se det som är sekretessmarkerat"),
    Action.VIEW_HISTORY: _("se historik"),
    Action.VIEW_MEMBERS: _("se vilka som har roller"),
    Action.VIEW_DECISIONS: _("se antecknade beslut och kontrollen av dem"),
    Action.STATE_TARGET: _("ange årsmål"),
    Action.STATE_CONTRIBUTION: _("ange bidrag till mål"),
    Action.PLAN_ACTIVITY: _("planera aktiviteter"),
    Action.WRITE_SECTION: _("skriva planens texter"),
    Action.STATE_PLAN_BUDGET: _("ange planens budget"),
    Action.COMMENT: _("kommentera planen internt"),
    Action.COMMENT_SHARED: _("läsa och svara på delade kommentarer om planen"),
    Action.RECORD_MEASUREMENT: _("anteckna utfall och prognoser"),
    Action.RESTORE_FACT: _("återställa en tidigare uppgift"),
    Action.CHANGE_MARKING: _("ändra märkning"),
    Action.PREPARE_PLAN: _("ställa planen klar för kontroll"),
    Action.APPROVE_PLAN: _("godkänna planen eller skicka den tillbaka"),
    Action.SUBMIT_PLAN: _("lämna in planen"),
    Action.SHARE_DRAFT: _("visa planens utkast för stadsledningskontoret"),
    Action.ASK_COMPANY: _("anmoda bolag"),
    Action.REVIEW_PLAN: _("granska organets plan"),
    Action.JUDGE_GOAL: _("bedöma mål"),
    Action.JUDGE_INDICATOR: _("bedöma indikatorer"),
    Action.SET_GOAL: _("sätta mål"),
    Action.DEFINE_INDICATOR: _("ändra indikatorer"),
    Action.DEFINE_BASE_METRIC: _("ändra basnyckeltal"),
    Action.LAY_DUTY: _("ålägga organ att ha årsmål"),
    Action.SET_COUNCIL_TARGET: _("ändra fullmäktiges årsmål"),
    Action.EDIT_MASTER_DATA: _("ändra register, kretsar och namn"),
    Action.MANAGE_OCCASIONS: _("öppna, stänga och låsa tillfällen"),
    Action.PREPARE_YEAR: _("förbereda ett nytt år ur ett tidigare"),
    Action.EXTEND_OCCASION: _("ge anstånd"),
    Action.OPEN_LOCK: _("öppna ett lås för namngivna"),
    Action.RECORD_DECISION: _("anteckna beslut ur justerat protokoll"),
    Action.CHECK_DECISION: _("kontrollera ett antecknat beslut"),
    Action.KEEP_FILES: _("bifoga filer till beslut"),
    Action.STATE_PETITION: _("lämna framställningar om pengar"),
    Action.ENDORSE_PETITION: _("tillstyrka och avstyrka framställningar"),
    Action.POST_TRANSACTION: _("bokföra beslutade budgetändringar"),
    Action.KEEP_ACCOUNTS: _("lägga upp konton, reserver och avsatta medel"),
    Action.INVITE_PERSON: _("bjuda in personer"),
    Action.GRANT_ROLE: _("ge och avsluta roller"),
    Action.CONFIRM_ROLE: _("bekräfta roller"),
    Action.NAME_DEPUTY: _("utse ersättare för andra"),
}

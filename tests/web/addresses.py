"""One address of every page."""

PAGES = (
    "/",
    "/2021/",
    "/2021/mal/",
    "/2021/mal/1/",
    "/2021/mal/1.3/",
    "/2021/mal/2.5/",
    "/2021/indikator/",
    "/2021/indikator/IND16/",
    "/2021/indikator/IND18/",
    "/2021/indikator/IND19/",
    "/2021/indikator/IND20/",
    "/2021/namnd/",
    "/2021/namnd/farsta/",
    "/2021/namnd/stockholmshem/",
    "/2021/bidrag/",
    "/2021/iakttagelser/",
    "/2021/kallan/",
    "/s/mal.uppnadda/2021/2.5/",
    "/s/indikator.sammanraknat/2021/IND18/",
    "/om-siffrorna/",
    "/tillganglighet/",
)
FILES = (
    "/2021/mal",
    "/2021/indikator",
    "/2021/indikator/IND18",
    "/2021/namnd/farsta",
    "/2021/bidrag",
    "/2021/iakttagelser",
    "/2021/kallan",
)

"""placeholder until the press arrives"""

from jiangxin.awards.models import Certificate


def certificate_pdf(certificate: Certificate) -> bytes:
    raise NotImplementedError

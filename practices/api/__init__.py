"""The read API for machines: `/api/v1`, after the NL API Design Rules.

serializers: what answers look like;  views: the answers;  problems: what goes wrong, and the
headers of every answer;  schema: the OpenAPI document.
"""

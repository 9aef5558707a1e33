"""What an account does itself, with whom, and what comes back."""

from socialkit.audience.owner.conduct import conduct
from socialkit.audience.owner.conversation import conversation
from socialkit.audience.owner.exchange import exchange
from socialkit.audience.owner.relationships import compare_relationships, relationships
from socialkit.audience.owner.rhythm import rhythm

__all__ = [
    "compare_relationships",
    "conduct",
    "conversation",
    "exchange",
    "relationships",
    "rhythm",
]

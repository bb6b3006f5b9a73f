"""Oversight: books and their rows; letters, draws, awards.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the office and outsiders say of units."""
    op.create_table('awards',
    sa.Column('award_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('unit_id', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('is_granted', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('award_id', name=op.f('pk_awards'))
    )
    op.create_table('draws',
    sa.Column('draw_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('seed', sa.Text(), nullable=False),
    sa.Column('frame_hash', sa.Text(), nullable=False),
    sa.Column('certificate', sa.Text(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('drawn_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('draw_id', name=op.f('pk_draws')),
    sa.UniqueConstraint('number', name=op.f('uq_draws_number')),
    sa.UniqueConstraint('seed', name=op.f('uq_draws_seed'))
    )
    op.create_table('letters',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('unit_id', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('grounds', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_by', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('letter_id', name=op.f('pk_letters')),
    sa.UniqueConstraint('number', name=op.f('uq_letters_number'))
    )
    op.create_index(op.f('ix_letters_unit_id'), 'letters', ['unit_id'], unique=False)
    op.create_table('oversight_books',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_by', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('book_id', name=op.f('pk_oversight_books'))
    )
    op.create_index(op.f('ix_oversight_books_sha256'), 'oversight_books', ['sha256'], unique=False)
    op.create_table('adjustments',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('unit_id', sa.Text(), nullable=False),
    sa.Column('points', sa.Float(precision=53), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('approved_by', sa.Text(), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['oversight_books.book_id'], name=op.f('fk_adjustments_book_id')),
    sa.PrimaryKeyConstraint('book_id', 'position', name=op.f('pk_adjustments'))
    )
    op.create_table('decisions',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('assigned_on', sa.Date(), nullable=False),
    sa.Column('meeting', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('units', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['oversight_books.book_id'], name=op.f('fk_decisions_book_id')),
    sa.PrimaryKeyConstraint('book_id', 'position', name=op.f('pk_decisions'))
    )
    op.create_table('examples',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('unit_id', sa.Text(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('approved_by', sa.Text(), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['oversight_books.book_id'], name=op.f('fk_examples_book_id')),
    sa.PrimaryKeyConstraint('book_id', 'position', name=op.f('pk_examples'))
    )
    op.create_table('inspections',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('inspected_on', sa.Date(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('unit_id', sa.Text(), nullable=False),
    sa.Column('task_id', sa.Text(), nullable=False),
    sa.Column('verified', sa.Float(precision=53), nullable=False),
    sa.Column('finding', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['oversight_books.book_id'], name=op.f('fk_inspections_book_id')),
    sa.PrimaryKeyConstraint('book_id', 'position', name=op.f('pk_inspections'))
    )
    op.create_table('letter_steps',
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('proposal', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.letter_id'], name=op.f('fk_letter_steps_letter_id')),
    sa.PrimaryKeyConstraint('step_id', name=op.f('pk_letter_steps'))
    )
    op.create_index(op.f('ix_letter_steps_proposal'), 'letter_steps', ['proposal'], unique=False)
    op.create_table('promises',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('item', sa.Text(), nullable=False),
    sa.Column('promised', sa.Float(precision=53), nullable=True),
    sa.Column('kept', sa.Float(precision=53), nullable=True),
    sa.Column('base', sa.Float(precision=53), nullable=True),
    sa.Column('current', sa.Float(precision=53), nullable=True),
    sa.Column('measure', sa.Text(), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['oversight_books.book_id'], name=op.f('fk_promises_book_id')),
    sa.PrimaryKeyConstraint('book_id', 'position', name=op.f('pk_promises'))
    )
    op.create_table('ratings',
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('unit_id', sa.Text(), nullable=False),
    sa.Column('voters', sa.Text(), nullable=False),
    sa.Column('very_satisfied', sa.Integer(), nullable=False),
    sa.Column('satisfied', sa.Integer(), nullable=False),
    sa.Column('fairly_satisfied', sa.Integer(), nullable=False),
    sa.Column('dissatisfied', sa.Integer(), nullable=False),
    sa.Column('very_dissatisfied', sa.Integer(), nullable=False),
    sa.Column('sample', sa.Integer(), nullable=True),
    sa.Column('measures', sa.Text(), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['oversight_books.book_id'], name=op.f('fk_ratings_book_id')),
    sa.PrimaryKeyConstraint('book_id', 'position', name=op.f('pk_ratings'))
    )


def downgrade() -> None:
    """Not offered: a store is append-only, so a step back is a restored backup."""
    raise NotImplementedError("restore a backup instead")

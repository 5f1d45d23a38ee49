package app.aikotoba.core

/** A code on a screen, its characters in groups. `toString` does not reveal it. */
class ShownCode(internal val grouped: String) {
    /** Its characters, group by group; screens put spaces between them. */
    val groups: List<String> get() = grouped.split(' ')

    /** Its characters with a space between groups, as they are drawn and as [Words.spelled] takes them. */
    val drawn: String get() = grouped

    override fun toString() = "ShownCode"

    override fun equals(other: Any?) = other is ShownCode && other.grouped == grouped

    override fun hashCode() = grouped.hashCode()
}

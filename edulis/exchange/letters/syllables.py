"""How likely a run of letters is as a Vietnamese syllable: the evidence by which legacy encodings are told apart.

A Vietnamese syllable is an onset, a rime and one of six tones; a rime that ends in a stop carries only the acute
or the dot tone (Thompson 1965, A Vietnamese Grammar, ch. 1). Some 4,800 onset-rime pairs are spellable; a text
read in the wrong encoding falls outside them within a few words.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split()
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong
op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc ui um un ung up ut uê uêch uên uênh uêu uơ
uy uya uych uynh uyn uyt uyu uyên uyêt uôc uôi uôm uôn uông uôp uôt ư ưa ưc ưi ưm ưn ưng ưt ưu
ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh yt
""".split()
_COMMON = frozenset(
    """
an ang anh ba bà bà bán bánh bao báo bảo bạc bạn bắc bằng bên bến bị bình bò bố bộ bột buôn bún bước bưởi cà các cách
cai cái cải cán cảm cao cám cân cần cầu cây cẩm châu chăn chế chi chỉ chị chính cho chợ chồng chủ chung chuối chức chú
có con công cô cơ của cục cùng cũng cụ củ cụm cư cuối cường cửa danh dân dầu dẫn do dong doanh dũng dung dùng dụng
dương đã đá đại đàn đang đánh đào đạo đạt đất đậu đầu đây đến đều đi điểm điện điều định đó đóng đoàn đồ độ đội đồng
đơn được đường đức em ga gạo gà gì gia gian giá giá giao giáo giám giảm giang giấy giới giờ giống giữa gồm gửi
hà hai hàng hành hải hàm hạt hạn hảo hằng hạnh hẹn hiền hiển hiện hiệp hiệu hoa hoá hóa hoài hoàn hoàng hoạt học họ
hòa hoà hồ hỗ hồng hộ hội hợp hơn hùng huệ huy huyện huỳnh hương hưng hữu kế kể kênh khác khách khai khánh
khi khoa khoai
khoảng khô không khu khí kiện kiểm kiên kiều kim kinh kỳ kỹ là lai lan lao làm lan làng lạnh lãi lâm lần lập
lên liên liễu
liệu linh lít loại loan lò lợn long lộc lớn lợi lụa luật luận lương lượng lưu lý mai mang máy mạch mạnh mất mật mẫu
mậu mẹ men miền miến minh mỏ mong môi mỗi mới một mua mùa mười muối mức mưa mỹ nam nào này nay năm năng nắng nấu nên
nếu nga ngân ngày ngành nghề nghệ nghĩa nghiệp nghị ngoài ngọc ngô ngôn nguyên nguyễn nguyệt nguồn người ngừng nha
nhà nhân nhất nhập nhật nhiên nhiều nhiệm nhỏ nhóm như nhưng những nhung nhựt nó nội nông nói nơi nữ nước nửa nuôi ông
ổn phan phạm phải phát phần phẩm phân phố phí phía phong phòng phú phúc phụ phục phương phường phước quá quan quang
quảng quân quận quả quê quốc quý quy quyền quyết quỳnh ra rau rất riềng riêng rõ rồi rổ ruộng rượu sản sang sáng sao sau
sắn sắt sâu sẽ sinh sĩ sen so son sông số sơ sơn sợi suất sửa sức sư tài tại tác tâm tân tám tăng tạ tạo tấn tất tây
tên tế tết thành tháng thanh thảo thái tham thạch thắng thân thấp thần thập thầy thấy the theo thế thêm thể thị thì
thích thiên thiết thiện thiệu thịnh thịt thông thôn thơ thơm thời thu thuật thuận thuê thuộc thúy thuý thủ thuỷ thủy
thuyền thùng thư thứ thực thương thường thước thừa tích tiên tiến tiền tiểu tin tính tình tỉnh tinh tiêu tiệp tổ toàn
toán tòa toà tỏi tô tôi tôn tổng tốt tới trà trạm trang trại trái trả trắng trâm trần trên trí trị triển triệu trình
trinh trong trọng trồng trợ trung trúc trước trường trưởng truyền trực tùng tuấn tuần tuệ tuổi tuy tuyến tuyết tuyển từ
từng tự tương tư ty tỷ tỉ tú uyên ủy uỷ ưng ước va vai vàng vải vay vào văn vân vận vật vẫn về vệ vì vị viên việc
viết việt vinh vĩnh võ vợ với vốn vụ vũ vùng vườn vương xã xay xanh xây xe xem xét xí xóm xô xuân xuất xuống xưởng xử ý
yên yến yêu đông đặng đinh đỗ bùi lê phùng trịnh hạ hậu hiếu hoan khải kiệt lâm long lực nhàn oanh phượng sáu bảy
chín bốn tư hạng phế bã bùn lọc ướt phơi sấy nghiền mạ mầm lúa đường kẹo nha quất cát dương liễu minh khai cộng hòa
thùy trâm vượng xuyến ích ấp ất đê đò đèn đỏ đen đẹp nặng nhẹ rộng hẹp tuyên chè dừa nếp tẻ vịt cá tôm giấm mắm
hoạch khoản thuế lỗ nợ quỹ góp tay chân đội tổ hẻm phiếu mã số điểm trạng chất lượng bậc hạng khúc phiên lý sở thức
""".split()
)
_P_COMMON = math.log(2.5e-3)
_P_SPELLABLE = math.log(6e-6)
_P_FOREIGN = math.log(1e-6)  # a word of another language that uses Latin letters
NONSENSE = math.log(1e-10)
_FOREIGN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßšžăđơưșțłńęąőűğıſ")


@cache
def _pairs() -> frozenset[str]:
    """All onset-rime pairs that can be spelled, without tones."""
    return frozenset(onset.strip("-") + rime for onset in _ONSETS for rime in _RIMES)


def toneless(word: str) -> tuple[str, str]:
    """The word without its tone marks, and those marks."""
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in apart if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES)), tones


def _spelling(word: str) -> float:
    if not (word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())):
        return NONSENSE
    low = word.lower()
    if low in _COMMON:
        return _P_COMMON
    bare, tones = toneless(low)
    stopped = bare.endswith(("c", "ch", "p", "t"))
    spelled = bare in _pairs() or (bare.startswith("gi") and "g" + bare[1:] in _pairs())
    if spelled and len(tones) <= 1 and (not stopped or tones in ("\u0301", "\u0323")):
        return _P_SPELLABLE
    marks = sum(not letter.isascii() for letter in low)
    if marks * 5 <= len(low) * 2 and all(letter.isascii() or letter in _FOREIGN for letter in low):
        return _P_FOREIGN - 2.0 * marks
    return NONSENSE


def likelihood(token: str) -> float:
    """Log-likelihood of one run of letters and signs (NFC); signs may stand around a word, not inside it."""
    word = token.strip("“”‘’„…–—°²³½¼«»·•\xa0´")
    if not word:
        return _P_SPELLABLE
    return _spelling(word) if word.isalpha() else NONSENSE
